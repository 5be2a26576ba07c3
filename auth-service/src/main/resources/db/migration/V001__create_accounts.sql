-- mail is the address as its owner writes it, mail_key the same in small letters: unique, and what settles two registrations at once.
CREATE TABLE account (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mail          text        NOT NULL,
    mail_key      text        NOT NULL UNIQUE,
    mail_verified boolean     NOT NULL DEFAULT false,
    password      text        NOT NULL,
    language      text        NOT NULL,
    registered    timestamptz NOT NULL,
    quota         bigint      NOT NULL CHECK (quota >= 0),
    active        boolean     NOT NULL DEFAULT true
);
