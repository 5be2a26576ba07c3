-- Sound of many channels of which nobody says which is which cannot be mixed into two. Null in rows of before: of eight channels
-- or fewer ffmpeg always has an idea; sound of more is measured again.
ALTER TABLE media_sounds ADD COLUMN channel_layout_known boolean;
