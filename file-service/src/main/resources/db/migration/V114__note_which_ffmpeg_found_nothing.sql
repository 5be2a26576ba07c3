-- Where there was nothing to decode or to see, another ffmpeg may find something. Null in rows of before: those are looked at
-- again where they say that there is nothing.
ALTER TABLE media_sounds ADD COLUMN ffmpeg text;
ALTER TABLE media_facts ADD COLUMN ffmpeg text;
