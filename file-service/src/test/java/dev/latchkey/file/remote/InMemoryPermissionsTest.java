package dev.latchkey.file.remote;

import dev.latchkey.file.access.Permissions;

class InMemoryPermissionsTest implements PermissionsContract {

    private final InMemoryPermissions permissions = new InMemoryPermissions();

    @Override
    public Permissions permissions() {
        permissions.grant(READER, SHARED, GRANTED);
        return permissions;
    }
}
