package tallystick.check.tally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteRange;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.store.Coverage;
import tallystick.store.FileSplit;
import tallystick.store.Framing;
import tallystick.store.IncompleteInputException;
import tallystick.store.RecordReader;
import tallystick.wire.Findings;
import tallystick.wire.RecordDecoder;

/** The records of some splits of files, decoded. What cannot be read to its end ends its split, and reading goes on. */
final class FileCursor implements RecordCursor {
    private final Configuration configuration;
    private final String root;
    private final Iterator<FileSplit> splits;
    private final Framing framing;
    private final RecordDecoder decoder;
    private final CanonicalEncoder encoder;
    private final RecordBuffer record = new RecordBuffer();
    private final Findings findings = new Findings();
    private final ByteSink canonical = new ByteSink(4096);
    private final ByteRange range = new ByteRange();

    private final List<Coverage> parts = new ArrayList<>();
    private final Map<String, Map<String, Long>> routed = new TreeMap<>();

    private @Nullable RecordReader reader;
    private @Nullable FileSplit split;
    private boolean decoded;
    private String incomplete = "";

    FileCursor(
            Configuration configuration,
            String root,
            List<FileSplit> splits,
            Framing framing,
            RecordDecoder decoder,
            Contract contract) {
        this.configuration = configuration;
        this.root = root;
        this.splits = splits.iterator();
        this.framing = framing;
        this.decoder = decoder;
        encoder = new CanonicalEncoder(contract, framing.maxRecordBytes());
    }

    @Override
    public State advance() {
        try {
            while (true) {
                RecordReader open = reader;
                if (open == null) {
                    if (!splits.hasNext()) {
                        return State.END;
                    }
                    split = splits.next();
                    reader = RecordReader.open(configuration, root, split, framing);
                    reader.begin(decoder);
                } else if (open.next()) {
                    State state = decode(open);
                    if (decoder.route().isEmpty() || open.isFaulty()) {
                        return state;
                    }
                    routed.computeIfAbsent(unit(), unit -> new TreeMap<>()).merge(decoder.route(), 1L, Long::sum);
                } else {
                    Coverage coverage = open.coverage();
                    closeReader();
                    if (isPart(coverage.split())) {
                        parts.add(coverage);
                        continue;
                    }
                    Optional<String> gap = Coverage.gap(List.of(coverage));
                    if (gap.isPresent()) {
                        incomplete = gap.get();
                        return State.INCOMPLETE;
                    }
                }
            }
        } catch (IncompleteInputException e) {
            incomplete = String.valueOf(e.getMessage());
            closeReader();
            return State.INCOMPLETE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPart(FileSplit split) {
        return split.from() != 0 || split.to() != split.file().size();
    }

    private State decode(RecordReader open) {
        if (open.isFaulty()) {
            findings.clear();
            findings.add(open.fault());
            decoded = false;
            return State.REJECTED;
        }
        decoded = decoder.decode(open.bytes(), open.from(), open.to(), record, findings);
        if (!decoded || !findings.isEmpty()) {
            return State.REJECTED;
        }
        canonical.clear();
        if (!encoder.encode(record, canonical)) {
            findings.addAll(encoder.violations());
            return State.REJECTED;
        }
        range.set(canonical);
        return State.RECORD;
    }

    private FileSplit current() {
        if (split == null) {
            throw new IllegalStateException("the cursor stands on nothing; advance it first");
        }
        return split;
    }

    private RecordReader open() {
        if (reader == null) {
            throw new IllegalStateException("the cursor stands on no record");
        }
        return reader;
    }

    @Override
    public String unit() {
        return current().unit();
    }

    @Override
    public String file() {
        return current().file().path();
    }

    @Override
    public long offset() {
        return open().offset();
    }

    @Override
    public RecordBuffer record() {
        return record;
    }

    @Override
    public ByteRange canonical() {
        return range;
    }

    @Override
    public void encodeKey(ByteSink out) {
        encoder.encodeKey(record, out);
    }

    @Override
    public Findings findings() {
        return findings;
    }

    @Override
    public boolean decoded() {
        return decoded;
    }

    @Override
    public void raw(ByteSink out) {
        if (open().isHeld()) {
            out.write(open().raw(), open().rawFrom(), open().rawTo() - open().rawFrom());
        }
    }

    @Override
    public long oversize() {
        return open().isHeld() ? -1 : open().length();
    }

    @Override
    public String oversizeHash() {
        return open().isHeld() ? "" : open().hash();
    }

    @Override
    public List<Coverage> parts() {
        return List.copyOf(parts);
    }

    @Override
    public String incomplete() {
        return incomplete;
    }

    @Override
    public Map<String, Map<String, Long>> routed() {
        return routed;
    }

    @Override
    public Map<String, Long> rules() {
        return new HashMap<>(decoder.rules().snapshot());
    }

    private void closeReader() {
        RecordReader open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        closeReader();
    }
}
