package dev.latchkey.link.page;

/** The few pages there are. Everything put into them is escaped. */
final class Html {

    private static final String[] UNITS = {"KB", "MB", "GB", "TB"};

    private Html() {}

    static String file(String name, long bytes, String code) {
        return page("<h1>%s</h1>\n<p>%s</p>\n%s".formatted(escape(name), size(bytes), form("", code)));
    }

    static String password(String message, String code) {
        String field = "<label>Password <input type=\"password\" name=\"linkpassword\" required></label>\n";
        return page("<p>%s</p>\n%s".formatted(escape(message), form(field, code)));
    }

    static String message(String message) {
        return page("<p>%s</p>".formatted(escape(message)));
    }

    /** For text between tags and in quoted attributes. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(character);
            }
        }
        return safe.toString();
    }

    private static String form(String field, String code) {
        return """
                <form method="post" action="/publink/download">
                <input type="hidden" name="code" value="%s">
                %s<button>Download</button>
                </form>""".formatted(escape(code), field);
    }

    private static String page(String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Shared file</title>
                </head>
                <body>
                %s
                </body>
                </html>
                """.formatted(body);
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        int unit = 0;
        double amount = bytes / 1024.0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(java.util.Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
