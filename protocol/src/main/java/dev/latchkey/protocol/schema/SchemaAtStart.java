package dev.latchkey.protocol.schema;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date before anything else begins. Flyway compares it with all scripts, under a lock; an executable
 * that has done so once knows its own note again, and saves the question.
 */
@Singleton
final class SchemaAtStart {

    private static final Logger LOG = Logger.getLogger(SchemaAtStart.class);

    /** Before schedules, and all that reads the database. */
    private static final int FIRST = -1;

    private static final boolean IN_EXECUTABLE = ImageMode.current() != ImageMode.JVM;

    /** A number that no other executable has: this class is initialised when it is built. On a JVM it is of no use. */
    private static final long BUILD = System.nanoTime();

    private final Instance<DataSource> database;
    private final Instance<Flyway> flyway;

    SchemaAtStart(Instance<DataSource> database, Instance<Flyway> flyway) {
        this.database = database;
        this.flyway = flyway;
    }

    void migrate(@Observes @Priority(FIRST) StartupEvent start) {
        if (IN_EXECUTABLE) {
            bringUpToDate(new Schema(database.get(), BUILD), () -> flyway.get().migrate());
        } else {
            flyway.get().migrate();
        }
    }

    static void bringUpToDate(Schema schema, Runnable migration) {
        if (!isUpToDate(schema)) {
            migration.run();
            note(schema);
        }
    }

    /** A database that cannot be asked yet is waited for by Flyway. */
    private static boolean isUpToDate(Schema schema) {
        try {
            return schema.isUpToDate();
        } catch (SQLException e) {
            LOG.debugf(e, "the schema's note cannot be read");
            return false;
        }
    }

    private static void note(Schema schema) {
        try {
            schema.note();
        } catch (SQLException e) {
            LOG.warnf("the next start looks at the whole schema again: %s", e);
        }
    }
}
