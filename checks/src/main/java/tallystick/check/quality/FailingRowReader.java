package tallystick.check.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.Digest;
import tallystick.canonical.JsonView;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.SliceFunction;
import tallystick.check.quality.PlannedCheck.Title;
import tallystick.check.quarantine.Detail;
import tallystick.check.quarantine.Phase;
import tallystick.check.quarantine.QuarantineRow;
import tallystick.check.quarantine.SideRecord;
import tallystick.contract.Contract;
import tallystick.spark.CanonicalSchema;
import tallystick.spark.RowReader;
import tallystick.wire.Findings;
import tallystick.wire.Reason;

/** Makes quarantine rows of failing rows: the canonical columns, and then what {@link FailingRows} put behind them. One for each task. */
final class FailingRowReader {
    private static final int FINDING_WIDTH = 3;

    private final List<Title> titles;
    private final List<Reason> reasons;
    private final Optional<SliceFunction> slice;
    private final RowReader reader;
    private final CanonicalEncoder encoder;
    private final JsonView view;
    private final RecordBuffer record = new RecordBuffer();
    private final Findings problems = new Findings();
    private final ByteSink bytes = new ByteSink(1024);
    private final int unit;
    private final int file;
    private final int offset;
    private final int findings;

    FailingRowReader(Contract contract, List<String> slices, List<Title> titles, List<Reason> reasons) {
        this.titles = titles;
        this.reasons = reasons;
        this.slice = slices.isEmpty() ? Optional.empty() : Optional.of(SliceFunction.compile(contract, slices));
        this.reader = new RowReader(contract, CanonicalSchema.table(contract), Map.of());
        this.encoder = new CanonicalEncoder(contract);
        this.view = new JsonView(contract);
        this.unit = CanonicalSchema.table(contract).fieldIndex(CanonicalSchema.UNIT);
        this.file = CanonicalSchema.table(contract).fieldIndex(CanonicalSchema.FILE);
        this.offset = CanonicalSchema.table(contract).fieldIndex(CanonicalSchema.OFFSET);
        this.findings = CanonicalSchema.table(contract).length();
    }

    QuarantineRow read(InternalRow row) {
        boolean whole = reader.read(row, record, problems);
        String unitId = row.getUTF8String(unit).toString();
        List<Detail> details = details(row.getArray(findings));
        return new QuarantineRow(
                unitId,
                slice.filter(ignored -> whole)
                        .map(function -> function.apply(record))
                        .orElse(unitId),
                whole ? view.key(record) : null,
                whole ? digest(encoder.encodeKey(record, bytes)) : null,
                Phase.QUALITY,
                details.get(0).reason(),
                details,
                null,
                new SideRecord(
                        true,
                        null,
                        -1,
                        null,
                        whole ? view.record(record) : null,
                        whole ? digest(encoder.encode(record, bytes)) : null,
                        row.isNullAt(file) ? null : row.getUTF8String(file).toString(),
                        row.isNullAt(offset) ? -1 : row.getLong(offset)),
                null,
                0);
    }

    /** Null when the record is not valid, which is for verify to report. */
    private @Nullable String digest(boolean encoded) {
        String digest = encoded ? Digest.of(bytes).hex() : null;
        bytes.clear();
        return digest;
    }

    private List<Detail> details(ArrayData found) {
        List<Detail> details = new ArrayList<>();
        for (int i = 0; i < found.numElements(); i++) {
            InternalRow finding = found.getStruct(i, FINDING_WIDTH);
            int number = finding.getInt(0);
            Title title = titles.get(number);
            details.add(new Detail(
                    String.join(", ", title.fields()),
                    reasons.get(number),
                    null,
                    values(title, finding.getArray(1)),
                    null,
                    title.name(),
                    title.asks() + ": " + finding.getUTF8String(2)));
        }
        return details;
    }

    private static String values(Title title, ArrayData values) {
        if (title.fields().size() == 1) {
            return values.getUTF8String(0).toString();
        }
        List<String> named = new ArrayList<>();
        for (int i = 0; i < values.numElements(); i++) {
            named.add(title.fields().get(i) + " " + values.getUTF8String(i));
        }
        return String.join(", ", named);
    }
}
