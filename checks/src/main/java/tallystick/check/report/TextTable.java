package tallystick.check.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of text in aligned columns, under a header. Control characters are shown as {@code \}{@code uXXXX}; tables of any width are printed whole. */
public final class TextTable {
    /** How a column is aligned. */
    public enum Align {
        LEFT,
        RIGHT
    }

    private record Column(String title, Align align, int widest) {}

    private static final String GAP = "  ";

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of text. */
    public TextTable text(String title) {
        return column(title, Align.LEFT, Integer.MAX_VALUE);
    }

    /** Adds a column of text that is cut, visibly, after {@code widest} characters. */
    public TextTable text(String title, int widest) {
        return column(title, Align.LEFT, widest);
    }

    /** Adds a column of numbers. */
    public TextTable number(String title) {
        return column(title, Align.RIGHT, Integer.MAX_VALUE);
    }

    private TextTable column(String title, Align align, int widest) {
        columns.add(new Column(title, align, widest));
        return this;
    }

    /** Adds a row; as many cells as there are columns. */
    public TextTable row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            row.add(cut(printable(cells[i]), columns.get(i).widest()));
        }
        rows.add(row);
        return this;
    }

    /** The lines, the header first, each with a line feed; without trailing blanks. */
    public String render() {
        return render("");
    }

    /** The same, each line behind the indent. */
    public String render(String indent) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(columns.get(i).title());
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, indent, columns.stream().map(Column::title).toList(), widths);
        line(text, indent, Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths);
        for (List<String> row : rows) {
            line(text, indent, row, widths);
        }
        return text.toString();
    }

    private void line(StringBuilder text, String indent, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String blanks = " ".repeat(widths[i] - width(cell));
            line.append(i == 0 ? "" : GAP)
                    .append(columns.get(i).align() == Align.RIGHT ? blanks + cell : cell + blanks);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** Columns of a terminal: marks that combine take none. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int type = Character.getType(point);
            if (type != Character.NON_SPACING_MARK && type != Character.ENCLOSING_MARK && type != Character.FORMAT) {
                width++;
            }
        }
        return width;
    }

    /** Text from data must not move the cursor of a terminal. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean directs = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
            if (Character.isISOControl(c) || directs) {
                printable.append(String.format("\\u%04x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }

    private static String cut(String text, int widest) {
        if (text.codePointCount(0, text.length()) <= widest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, widest - 1)) + "…";
    }
}
