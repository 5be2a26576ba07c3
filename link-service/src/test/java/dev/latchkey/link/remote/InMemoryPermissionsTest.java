package dev.latchkey.link.remote;

final class InMemoryPermissionsTest implements PermissionsContract {

    private final InMemoryPermissions permissions = new InMemoryPermissions();

    @Override
    public Permissions permissions() {
        return permissions;
    }

    @Override
    public InMemoryPermissions grants() {
        return permissions;
    }

    @Override
    public void goAway() {
        permissions.goAway();
    }
}
