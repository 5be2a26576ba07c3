package dev.latchkey.auth.permission;

class InMemoryGrantsTest implements GrantsContract {

    private final Grants grants = new InMemoryGrants();

    @Override
    public Grants grants() {
        return grants;
    }
}
