-- Which container the sound was found in: whoever reads the file later opens it as that and nothing else. Null in rows of
-- before; there, ffmpeg looks again.
ALTER TABLE media_sounds ADD COLUMN container text;
