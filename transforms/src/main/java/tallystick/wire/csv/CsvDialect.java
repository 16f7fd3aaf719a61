package tallystick.wire.csv;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tallystick.contract.Section;
import tallystick.shape.BoundRecord;
import tallystick.shape.DialectOptions;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.Framer;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** CSV as one library writes and reads it. */
public final class CsvDialect implements Dialect {
    /** encoding/csv, and strconv around it. */
    public static final CsvDialect GO = new CsvDialect("go/encoding-csv", "go");
    /** The csv crate with serde. */
    public static final CsvDialect RUST = new CsvDialect("rust/csv", "rust");

    private final String text;
    private final String runtime;

    private CsvDialect(String text, String runtime) {
        this.text = text;
        this.runtime = runtime;
    }

    /** All of them. */
    public static List<Dialect> all() {
        return List.of(GO, RUST);
    }

    /** Every option that one of them has. */
    public static List<String> optionKeys() {
        return OptionsSection.keys();
    }

    private boolean isGo() {
        return runtime.equals("go");
    }

    static Scanner scanner(CsvOptions options, boolean go) {
        return go ? new GoScanner(options) : new RustScanner(options);
    }

    private static CsvOptions optionsOf(BoundRecord record) {
        return CsvOptions.of(record.options().dialect());
    }

    @Override
    public Optional<DialectOptions> options(Section side) {
        return OptionsSection.read(side, isGo()).map(options -> options);
    }

    @Override
    public boolean hasHeader(BoundRecord record) {
        return optionsOf(record).header();
    }

    @Override
    public boolean isPositional(BoundRecord record) {
        return !hasHeader(record);
    }

    @Override
    public RecordDecoder decoder(BoundRecord record) {
        return new CsvDecoder(record, isGo());
    }

    @Override
    public RecordEncoder encoder(BoundRecord record) {
        return new CsvEncoder(record, isGo());
    }

    @Override
    public Optional<Framer> framer(BoundRecord record) {
        return Optional.of(new CsvFramer(optionsOf(record), isGo()));
    }

    @Override
    public Map<String, Carriage> carriage(BoundRecord record) {
        return CsvCarriage.of(record, isGo());
    }

    @Override
    public String name() {
        return text;
    }

    @Override
    public String runtime() {
        return runtime;
    }

    @Override
    public int semantics() {
        return 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
