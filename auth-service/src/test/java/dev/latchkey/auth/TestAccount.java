package dev.latchkey.auth;

import static dev.latchkey.protocol.testing.ApiCaller.call;

import dev.latchkey.protocol.testing.ApiCaller;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.AccountId;
import java.util.concurrent.atomic.AtomicInteger;

/** An account of a test's own, registered and logged in from an address nobody else uses. */
public record TestAccount(AccountId id, String mail, String password, String auth, String address) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    public static TestAccount register() {
        String mail = newMail();
        String password = "aB3$ " + mail;
        String address = newAddress();
        Reply reply = from(address, "register")
                .with("mail", mail)
                .with("password", password)
                .with("termsaccepted", "yes")
                .with("getauth", 1)
                .with("device", "registration")
                .ok();
        return new TestAccount(new AccountId(reply.number("userid")), mail, password, reply.string("auth"), address);
    }

    public static String newMail() {
        return "person" + NUMBER.incrementAndGet() + "@example.com";
    }

    /** An address from which nothing came before. */
    public static String newAddress() {
        int number = NUMBER.incrementAndGet();
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    /** A call that reaches the service through a proxy, from the given address. */
    public static ApiCaller from(String address, String method) {
        return call(method).header("X-Forwarded-For", address);
    }

    /** A call with the account's token. */
    public ApiCaller calls(String method) {
        return from(address, method).with("auth", auth);
    }

    /** A call with the account's password, from its own address. */
    public ApiCaller logsIn(String method) {
        return logsIn(method, address);
    }

    /** A call with the account's password, from elsewhere. */
    public ApiCaller logsIn(String method, String from) {
        return from(from, method).with("username", mail).with("password", password);
    }

    /** A call with a wrong password. */
    public ApiCaller guesses(String method, String from) {
        return from(from, method).with("username", mail).with("password", "wrong password");
    }
}
