package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FfprobeReportTest {

    private final FfprobeReport report = new FfprobeReport();

    @Test
    void reads_a_film() {
        MediaFacts facts = report.read("""
                {"streams":[
                  {"codec_type":"video","codec_name":"h264","width":1920,"height":1080,"avg_frame_rate":"30000/1001",
                   "bit_rate":"4000400","disposition":{"attached_pic":0},"side_data_list":[{"rotation":-90}]},
                  {"codec_type":"audio","codec_name":"aac","sample_rate":"48000","bit_rate":"128000","tags":{"title":"Main"}}],
                 "format":{"format_name":"mov,mp4,m4a,3gp,3g2,mj2","duration":"12.345000","tags":{"TITLE":"A film","artist":"Me"}}}
                """).orElseThrow();

        assertThat(facts.hasAudio()).isTrue();
        assertThat(facts.hasVideo()).isTrue();
        assertThat(facts.width()).contains(1920);
        assertThat(facts.duration()).contains(Duration.ofMillis(12_345));
        assertThat(facts.framesPerSecond().orElseThrow()).isBetween(29.9, 30.0);
        assertThat(facts.videoBitRate()).contains(4000);
        assertThat(facts.audioBitRate()).contains(128);
        assertThat(facts.audioSampleRate()).contains(48_000);
        assertThat(facts.rotation()).contains(90);
        assertThat(facts.title()).contains("A film");
    }

    @Test
    void cover_art_is_no_film() {
        MediaFacts facts = report.read("""
                {"streams":[
                  {"codec_type":"audio","codec_name":"mp3","sample_rate":"44100"},
                  {"codec_type":"video","codec_name":"mjpeg","width":300,"height":300,"disposition":{"attached_pic":1}}],
                 "format":{"format_name":"mp3"}}
                """).orElseThrow();

        assertThat(facts.hasVideo()).isFalse();
        assertThat(facts.width()).isEmpty();
        assertThat(facts.cover()).contains(new MediaFacts.Cover("mjpeg", 300, 300));
    }

    @Test
    void the_first_cover_that_can_be_seen_counts() {
        MediaFacts facts = report.read("""
                {"streams":[
                  {"codec_type":"video","codec_name":"png","width":0,"height":0,"disposition":{"attached_pic":1}},
                  {"codec_type":"video","codec_name":"png","width":500,"height":400,"disposition":{"attached_pic":1}},
                  {"codec_type":"video","codec_name":"mjpeg","width":9,"height":9,"disposition":{"attached_pic":1}},
                  {"codec_type":"audio","codec_name":"flac","sample_rate":"44100"}],
                 "format":{"format_name":"flac"}}
                """).orElseThrow();

        assertThat(facts.cover()).contains(new MediaFacts.Cover("png", 500, 400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "not json",
                "{\"streams\":null}",
                "{\"streams\":[{\"codec_type\":\"audio\",\"sample_rate\":\"x\"}]}",
                "{\"streams\":[{\"codec_type\":\"video\",\"width\":-1,\"height\":1e99,\"avg_frame_rate\":\"0/0\"}]}",
                "{\"streams\":[{\"codec_type\":\"subtitle\"}],\"format\":{\"duration\":\"N/A\"}}"
            })
    void finds_nothing_where_nothing_is(String text) {
        assertThat(report.read(text)).isEmpty();
    }
}
