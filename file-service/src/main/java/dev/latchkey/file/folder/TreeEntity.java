package dev.latchkey.file.folder;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code tree}. */
@Entity
@Table(name = "tree")
class TreeEntity {

    @Id
    Long owner;

    long root;
    long quota;
    long used;
}
