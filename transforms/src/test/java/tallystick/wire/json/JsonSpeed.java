package tallystick.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.DecodeOptions;
import tallystick.wire.Findings;
import tallystick.wire.RecordDecoder;

/**
 * How fast the demonstration's Go files are decoded, against Jackson's streaming parser reading the same bytes and
 * taking each value once, and doing nothing with it. Run from the transforms folder.
 */
final class JsonSpeed {
    private JsonSpeed() {}

    public static void main(String[] arguments) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        long bytes = 0;
        try (var files = Files.walk(Path.of("interop/demo/go"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".gz"))
                    .sorted()
                    .limit(8)
                    .toList()) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    ByteArrayOutputStream line = new ByteArrayOutputStream();
                    for (byte b : in.readAllBytes()) {
                        if (b == '\n') {
                            lines.add(line.toByteArray());
                            bytes += line.size();
                            line.reset();
                        } else {
                            line.write(b);
                        }
                    }
                }
            }
        }
        YAMLMapper yaml = new YAMLMapper();
        JsonNode source = yaml.readTree(
                        Path.of("../conf/migrations/flights-demo.yaml").toFile())
                .path("source");
        Side side = Side.of(
                source.path("dialect").asText(),
                Side.contract(
                        yaml.readTree(Path.of("../conf/contracts/flights.yaml").toFile())),
                source.path("types"),
                source.path("record").asText(),
                Map.of(),
                DecodeOptions.STRICT);
        RecordDecoder decoder = side.decoder();
        RecordBuffer buffer = new RecordBuffer();
        Findings findings = new Findings();
        CanonicalEncoder canonical = new CanonicalEncoder(side.contract);
        ByteSink sink = new ByteSink(1 << 16);
        JsonFactory factory = new JsonFactory();
        long used = 0;
        for (int round = 0; round < 7; round++) {
            long start = now();
            int bad = 0;
            for (byte[] line : lines) {
                if (!decoder.decode(line, 0, line.length, buffer, findings) || !findings.isEmpty()) {
                    bad++;
                }
            }
            say("decode", start, lines.size(), bytes, bad + " not good");
            start = now();
            for (byte[] line : lines) {
                if (decoder.decode(line, 0, line.length, buffer, findings) && findings.isEmpty()) {
                    sink.clear();
                    canonical.encode(buffer, sink);
                    used += sink.length();
                }
            }
            say("decode and encode canonically", start, lines.size(), bytes, "");
            start = now();
            for (byte[] line : lines) {
                try (JsonParser parser = factory.createParser(line)) {
                    JsonToken token;
                    while ((token = parser.nextToken()) != null) {
                        switch (token) {
                            case VALUE_STRING:
                                used += parser.getTextLength();
                                break;
                            case VALUE_NUMBER_INT:
                                used += parser.getNumberValue().intValue();
                                break;
                            case VALUE_NUMBER_FLOAT:
                                used += (long) parser.getDoubleValue();
                                break;
                            default:
                                break;
                        }
                    }
                }
            }
            say("Jackson's tokens", start, lines.size(), bytes, "");
        }
        System.out.println(used);
    }

    /** Processor time of this thread, so that a busy machine does not count. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void say(String what, long start, int records, long bytes, String more) {
        double seconds = (now() - start) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "%-30s %,10.0f records/s %6.0f MB/s %s",
                what,
                records / seconds,
                bytes / seconds / 1e6,
                more));
    }
}
