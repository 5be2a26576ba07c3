package dev.latchkey.protocol.remote;

/** The icons of the dialect: by name, or as a number when the caller sends {@code iconformat=id}. */
public enum Icon {
    DOCUMENT("document", 4),
    DATABASE("database", 0),
    ARCHIVE("archive", 5),
    WEB("web", 18),
    GIS("gis", 0),
    SPREADSHEET("spreadsheet", 8),
    FONT("font", 0),
    PRESENTATION("presentation", 7),
    IMAGE("image", 1),
    DISKIMAGE("diskimage", 23),
    PACKAGE("package", 5),
    EXECUTABLE("executable", 16),
    AUDIO("audio", 3),
    VIDEO("video", 2),
    FILE("file", 0),
    FOLDER("folder", 20);

    private final String wireName;
    private final int number;

    Icon(String wireName, int number) {
        this.wireName = wireName;
        this.number = number;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}
