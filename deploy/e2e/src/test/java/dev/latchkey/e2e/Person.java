package dev.latchkey.e2e;

/**
 * Somebody with an account.
 *
 * @param id number of the account
 * @param token proves who they are: {@code auth}, and an OAuth bearer token as far as clients can tell
 * @param api calls in their name
 */
record Person(long id, String mail, String password, String token, Api api) {

    @Override
    public String toString() {
        return "Person[" + mail + "]";
    }
}
