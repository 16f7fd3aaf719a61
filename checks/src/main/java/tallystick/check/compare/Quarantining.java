package tallystick.check.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.Digest;
import tallystick.canonical.JsonView;
import tallystick.canonical.RecordBuffer;
import tallystick.check.quarantine.Detail;
import tallystick.check.quarantine.Phase;
import tallystick.check.quarantine.QuarantineRow;
import tallystick.check.quarantine.SideRecord;
import tallystick.contract.Contract;
import tallystick.wire.Reason;

/** Turns differences into quarantine rows: decodes both records again, names the fields, keeps what people need. */
final class Quarantining {
    private final List<Side> sides;
    private final CanonicalDecoder decoder;
    private final RecordComparison comparison;
    private final JsonView view;
    private final List<RecordBuffer> records = new ArrayList<>();

    /** @param sides those compared, in the order of {@link Side} */
    Quarantining(Contract contract, List<Side> sides) {
        this.sides = sides;
        decoder = new CanonicalDecoder(contract);
        comparison = new RecordComparison(contract);
        view = new JsonView(contract);
        sides.forEach(side -> records.add(new RecordBuffer()));
    }

    /**
     * The row of a record that was rejected.
     *
     * @param copy how many rows of the same table say the same and came before
     */
    QuarantineRow rejected(Candidate candidate, byte[] bytes, int copy) {
        Rejection rejection = Rejection.of(bytes);
        Side side = sides.get(candidate.side());
        SideRecord kept = rejection.record(candidate);
        String keyJson = rejection.keyJson();
        String keyDigest = null;
        byte[] canonical = candidate.canonical();
        if (canonical != null) {
            RecordBuffer record = records.get(candidate.side());
            decode(candidate, record);
            keyJson = view.key(record);
            keyDigest = new Digest(candidate.keyHigh(), candidate.keyLow()).hex();
            kept = record(
                    candidate,
                    view.record(record),
                    Digest.of(canonical, 0, canonical.length).hex());
        }
        return new QuarantineRow(
                candidate.unit(),
                candidate.slice(),
                keyJson,
                keyDigest,
                rejection.phase(),
                rejection.details().get(0).reason(),
                rejection.details(),
                side == Side.SOURCE ? kept : null,
                side == Side.CANONICAL ? kept : null,
                side == Side.TARGET ? kept : null,
                copy);
    }

    /** The row of records of one key that differ. */
    QuarantineRow differing(Difference difference) {
        Candidate any = difference.any();
        List<@Nullable SideRecord> kept = new ArrayList<>();
        String keyJson = null;
        for (int side = 0; side < sides.size(); side++) {
            Optional<Candidate> candidate = difference.records().get(side);
            if (candidate.isEmpty()) {
                kept.add(SideRecord.ABSENT);
                continue;
            }
            RecordBuffer record = records.get(side);
            decode(candidate.get(), record);
            keyJson = keyJson == null ? view.key(record) : keyJson;
            String digest =
                    new Digest(candidate.get().rowHigh(), candidate.get().rowLow()).hex();
            kept.add(record(candidate.get(), view.record(record), digest));
        }
        List<Detail> details = details(difference);
        return new QuarantineRow(
                any.unit(),
                any.slice(),
                keyJson,
                new Digest(any.keyHigh(), any.keyLow()).hex(),
                Phase.COMPARE,
                details.get(0).reason(),
                details,
                of(Side.SOURCE, kept),
                of(Side.CANONICAL, kept),
                of(Side.TARGET, kept),
                difference.copy());
    }

    private @Nullable SideRecord of(Side side, List<@Nullable SideRecord> kept) {
        int position = sides.indexOf(side);
        return position < 0 ? null : kept.get(position);
    }

    private static SideRecord record(Candidate candidate, String json, String digest) {
        byte[] raw = candidate.raw();
        if (raw == null) {
            return SideRecord.ofRow(json, digest, candidate.file(), candidate.offset());
        }
        return SideRecord.ofBytes(raw, 0, raw.length, json, digest, candidate.file(), candidate.offset());
    }

    private void decode(Candidate candidate, RecordBuffer into) {
        byte[] bytes = candidate.canonical();
        if (bytes == null || !decoder.decode(bytes, 0, bytes.length, into)) {
            throw new IllegalStateException("canonical bytes made by this run cannot be decoded: " + candidate.file()
                    + " at byte " + candidate.offset() + ": " + decoder.violations());
        }
    }

    private List<Detail> details(Difference difference) {
        List<Integer> present = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        for (int side = 0; side < sides.size(); side++) {
            (difference.records().get(side).isPresent() ? present : missing).add(side);
        }
        List<Detail> details = new ArrayList<>();
        if (!missing.isEmpty()) {
            details.add(missing(missing, difference.repeated()));
        }
        details.addAll(fields(present));
        if (details.isEmpty()) {
            details.add(new Detail(
                    "",
                    Reason.DIGEST_WITHOUT_DIFF,
                    null,
                    null,
                    null,
                    null,
                    "the digests differ and no field does: a defect of this program, please report it"));
        }
        return details;
    }

    /** One fact, however many sides lack the record: which have it and which do not. */
    private Detail missing(List<Integer> missing, boolean repeated) {
        Map<Side, String> there = new EnumMap<>(Side.class);
        for (int side = 0; side < sides.size(); side++) {
            there.put(sides.get(side), missing.contains(side) ? "absent" : "present");
        }
        String lacking = String.join(
                " and ", missing.stream().map(side -> sides.get(side).code()).toList());
        Reason reason = repeated
                ? Reason.DUPLICATE_KEY
                : missing.contains(0) ? Reason.MISSING_IN_SOURCE : Reason.MISSING_IN_TARGET;
        String message = repeated
                ? "the record occurs fewer times in " + lacking
                : "no record of this key in " + lacking + " is left to pair it with";
        return new Detail(
                "", reason, there.get(Side.SOURCE), there.get(Side.CANONICAL), there.get(Side.TARGET), null, message);
    }

    /** What differs between the first present side and each other, one detail a field. */
    private List<Detail> fields(List<Integer> present) {
        int base = present.get(0);
        Map<String, Map<Side, String>> values = new LinkedHashMap<>();
        Map<String, Reason> reasons = new LinkedHashMap<>();
        for (int other : present.subList(1, present.size())) {
            for (FieldDifference field : comparison.compare(records.get(base), records.get(other))) {
                Map<Side, String> shown = values.computeIfAbsent(field.path(), path -> new LinkedHashMap<>());
                shown.put(sides.get(base), field.first());
                shown.put(sides.get(other), field.second());
                reasons.putIfAbsent(field.path(), field.reason());
            }
        }
        List<Detail> details = new ArrayList<>();
        values.forEach((path, shown) -> {
            // A side that does not differ from the first has the first's value.
            present.forEach(side -> shown.putIfAbsent(sides.get(side), shown.get(sides.get(base))));
            details.add(new Detail(
                    path,
                    reasons.getOrDefault(path, Reason.VALUE),
                    shown.get(Side.SOURCE),
                    shown.get(Side.CANONICAL),
                    shown.get(Side.TARGET),
                    null,
                    null));
        });
        return details;
    }
}
