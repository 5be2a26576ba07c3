package dev.latchkey.auth;

/**
 * A short text a client gives to tell things apart by, such as the name of a device: shown back to people, never acted
 * on. Nothing is refused; control characters and broken Unicode become blanks, and what is longer than 200 characters
 * is cut.
 */
public record Label(String value) {

    private static final int LONGEST = 200;

    public Label {
        value = clean(value);
    }

    /** Called by parameter binding. */
    public static Label valueOf(String text) {
        return new Label(text);
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST).map(Label::printable).forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static int printable(int character) {
        boolean broken = Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
        return broken ? ' ' : character;
    }
}
