package tallystick.wire.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.contract.Presence;
import tallystick.shape.BoundRecord;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordCheck;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RuleCounts;

/** Reads one row: its cells by the names of the file's header, or by their places. */
final class CsvDecoder implements RecordDecoder {
    /** No header names more. */
    private static final int MOST_COLUMNS = 65_536;
    /** The column of a cell that no field of the side is named like. */
    private static final int NONE = -1;

    private final CsvOptions options;
    private final boolean go;
    private final boolean ignoreUnknown;
    private final boolean lastWins;
    private final int fields;
    private final Columns columns;
    private final Columns.Column[] all;
    private final Map<String, Integer> named = new HashMap<>();
    private final byte[] nullText;
    private final Scanner scanner;
    private final RecordCheck check;
    private final RuleCounts rules = new RuleCounts();
    private Cells cells = new Cells(0);
    private Cell cell = new Cell(new RecordBuffer(), new Findings());

    /** For each cell of a row its column, or {@link #NONE}. */
    private int[] order = new int[0];
    /** Which cell each column has, or {@link #NONE}. */
    private int[] places = new int[0];
    /** The names of cells without a column. */
    private String[] unknown = new String[0];
    /** What is wrong with the header, and so with each row. */
    private final List<Finding> ofHeader = new ArrayList<>();

    private boolean ready;
    /** Where in the row it is wrong as a row, or -1. */
    private int wrongAt = -1;

    CsvDecoder(BoundRecord record, boolean go) {
        this.columns = new Columns(record);
        this.options = columns.options();
        this.go = go;
        this.ignoreUnknown = record.options().ignoreUnknownFields();
        this.lastWins = record.options().lastDuplicateWins();
        this.fields = record.contract().record().fields().size();
        this.all = columns.all().toArray(new Columns.Column[0]);
        for (int i = 0; i < all.length; i++) {
            for (String name : all[i].names()) {
                named.put(name, i);
            }
        }
        this.nullText = options.nullBytes();
        this.scanner = CsvDialect.scanner(options, go);
        this.check = new RecordCheck(record.contract());
        begin();
    }

    @Override
    public void begin() {
        ofHeader.clear();
        ready = !options.header();
        if (ready) {
            order = new int[all.length];
            Arrays.setAll(order, i -> i);
            places = order.clone();
            unknown = new String[all.length];
            cells = new Cells(all.length);
        }
    }

    @Override
    public String header(byte[] input, int from, int to) {
        Cells names = new Cells(MOST_COLUMNS);
        int end = scanner.scan(input, from, to, true, names);
        ofHeader.clear();
        if (end == Scanner.MORE || !scanner.refused.isEmpty()) {
            blame(new Finding(Reason.MALFORMED, "", -1, "the header of the file is no row"));
        }
        int count = Math.min(names.count(), MOST_COLUMNS);
        if (names.count() > MOST_COLUMNS) {
            blame(new Finding(Reason.MALFORMED, "", -1, "the header has " + names.count() + " columns"));
        }
        order = new int[count];
        places = new int[all.length];
        unknown = new String[count];
        Arrays.fill(places, NONE);
        for (int i = 0; i < count; i++) {
            if (options.trim().ofHeaders()) {
                names.trim(i);
            }
            column(i, new String(names.bytes(i), names.from(i), names.length(i), StandardCharsets.UTF_8));
        }
        for (int i = 0; i < all.length; i++) {
            if (places[i] == NONE && all[i] instanceof Columns.Own own && !own.optional()) {
                blame(new Finding(
                        Reason.PRESENCE,
                        own.path(),
                        -1,
                        "the header of the file has no column " + own.names().get(0)));
            }
        }
        cells = new Cells(count);
        ready = true;
        return ofHeader.isEmpty() ? "" : ofHeader.get(0).detail();
    }

    /** What is wrong with the header is wrong with each row: no more of it than a row keeps. */
    private void blame(Finding finding) {
        if (ofHeader.size() < Findings.MOST) {
            ofHeader.add(finding);
        }
    }

    private void column(int place, String name) {
        int found = named.getOrDefault(name, NONE);
        order[place] = found;
        if (found == NONE) {
            unknown[place] = name;
            if (!ignoreUnknown) {
                String mark = place == 0 && name.startsWith("\ufeff")
                        ? "; it begins with a byte order mark: declare options: {bom: true}"
                        : "";
                blame(new Finding(
                        Reason.UNKNOWN_FIELD,
                        name,
                        -1,
                        "the header of the file has a column that the shape has not" + mark));
            }
        } else if (places[found] == NONE) {
            places[found] = place;
        } else if (lastWins) {
            order[places[found]] = NONE;
            places[found] = place;
        } else {
            order[place] = NONE;
            blame(new Finding(
                    Reason.DUPLICATE_KEY, name, -1, "the header of the file names the column more than once"));
        }
    }

    @Override
    public boolean decode(byte[] input, int from, int to, RecordBuffer into, Findings findings) {
        if (cell.buffer != into || cell.findings != findings) {
            cell = new Cell(into, findings);
        }
        findings.clear();
        into.reset(input, fields);
        String wrong = scan(input, from, to);
        if (!wrong.isEmpty()) {
            findings.add(Reason.MALFORMED, "", wrongAt, wrong);
            return false;
        }
        ofHeader.forEach(findings::add);
        int base = columns.slots().openGathered(into, 0);
        int count = Math.min(cells.count(), order.length);
        for (int i = 0; i < count; i++) {
            if (order[i] != NONE) {
                read(i, base, from);
            } else if (unknown[i] != null && ignoreUnknown) {
                rules.count(unknown[i] + ": unknown field ignored");
            }
        }
        beyond(count, findings);
        for (int i = 0; i < all.length; i++) {
            if (all[i] instanceof Columns.Own own && (places[i] == NONE || places[i] >= count)) {
                missing(own, places[i], base, findings);
            }
        }
        check.check(into, findings, rules);
        return true;
    }

    /** Takes the row apart; what is wrong with it as a row, or nothing. */
    private String scan(byte[] input, int from, int to) {
        wrongAt = -1;
        if (!ready) {
            return "no header was read, which says what the cells are; declare options: {header: false} if there is none";
        }
        if (from == to) {
            return "the row is empty";
        }
        int end = scanner.scan(input, from, to, true, cells);
        if (end == Scanner.MORE) {
            wrongAt = scanner.open - from;
            return "the quote is never closed";
        }
        if (scanner.nothing) {
            return "the row is empty, or a comment";
        }
        if (!scanner.refused.isEmpty()) {
            wrongAt = scanner.refusedAt - from;
            return scanner.refused;
        }
        if (end != to) {
            wrongAt = end - from;
            return "another row follows";
        }
        if (!options.flexible() && cells.count() != order.length) {
            return "the row has " + cells.count() + " cells, and "
                    + (options.header() ? "the header names " : "the record has ") + order.length + " columns";
        }
        return "";
    }

    private void read(int place, int base, int from) {
        if (options.trim().ofCells()) {
            cells.trim(place);
        }
        Columns.Column column = all[order[place]];
        if (!(column instanceof Columns.Own own)) {
            rules.count(column.names().get(0) + ": unknown field ignored");
            return;
        }
        cell.bytes = cells.bytes(place);
        cell.from = cells.from(place);
        cell.length = cells.length(place);
        cell.isRange = cells.isRange(place);
        cell.path = own.path();
        cell.offset = cells.at(place) - from;
        int node = base + own.slot();
        if (own.optional() && cell.is(nullText)) {
            none(own, node);
        } else if (!go && !Utf8.valid(cell.bytes, cell.from, cell.length)) {
            cell.find(Reason.ENCODING, "the cell is not valid UTF-8, which the csv crate refuses");
        } else {
            own.reader().read(cell, node);
        }
    }

    /** Cells beyond those that have columns. */
    private void beyond(int count, Findings findings) {
        if (cells.count() > count) {
            if (ignoreUnknown) {
                rules.count("cells beyond the columns: unknown field ignored");
            } else {
                findings.add(
                        Reason.UNKNOWN_FIELD,
                        "",
                        -1,
                        "the row has " + cells.count() + " cells, more than the " + count + " columns there are");
            }
        }
    }

    private void missing(Columns.Own own, int place, int base, Findings findings) {
        // Without names serde reads a sequence, which ends too early for an Option too.
        if (own.optional() && (go || options.header())) {
            none(own, base + own.slot());
        } else if (place != NONE) {
            findings.add(
                    Reason.PRESENCE,
                    own.path(),
                    -1,
                    "the row ends before its column " + own.names().get(0));
        }
    }

    private void none(Columns.Own own, int node) {
        if (own.presence() == Presence.OPTIONAL) {
            cell.buffer.absent(node);
        } else {
            cell.buffer.setNull(node);
        }
    }

    @Override
    public RuleCounts rules() {
        return rules;
    }
}
