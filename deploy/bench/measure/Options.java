package measure;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a bench was started with: {@code --passes 3}, or {@code --native} alone. */
public final class Options {

    /** The default of an option that needs no value. */
    private static final String ABSENT = "no";

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the arguments.
     *
     * @param defaults all options there are
     */
    public static Options of(String[] arguments, Map<String, String> defaults) {
        Map<String, String> values = new LinkedHashMap<>(defaults);
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!defaults.containsKey(name)) {
                throw new IllegalArgumentException(arguments[i] + " is none of the options " + defaults.keySet());
            }
            boolean isAlone = i + 1 == arguments.length || arguments[i + 1].startsWith("--");
            if (isAlone && !defaults.get(name).equals(ABSENT)) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            values.put(name, isAlone ? "yes" : arguments[++i]);
        }
        return new Options(values);
    }

    public String text(String name) {
        return values.get(name);
    }

    public int number(String name) {
        return Integer.parseInt(values.get(name));
    }

    /** Whether an option that needs no value is there. */
    public boolean has(String name) {
        return !values.get(name).equals(ABSENT);
    }
}
