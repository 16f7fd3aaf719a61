package tallystick.wire.csv;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tallystick.shape.DialectOptions;

/**
 * How a program uses the library.
 *
 * @param header whether the first row of a file names the columns
 * @param delimiter one character between cells
 * @param comment the character that begins a row which is none; empty if there is none
 * @param nullText what stands for no value
 * @param crlf whether rows are written with CR and LF at their end
 * @param bom whether a file begins with a byte order mark
 * @param isLinewise whether no cell holds a line feed
 * @param flexible whether rows may have other numbers of cells
 * @param lazyQuotes Go's LazyQuotes
 * @param trimLeadingSpace Go's TrimLeadingSpace
 * @param quoting Rust's QuoteStyle; Go has NECESSARY alone
 * @param quote Rust's quote, a byte
 * @param doubleQuote Rust's double_quote
 * @param escape Rust's escape, a byte; -1 if there is none
 * @param trim Rust's Trim
 * @param texts how Go values are text
 * @param columns the same of single columns, by name
 */
record CsvOptions(
        boolean header,
        String delimiter,
        String comment,
        String nullText,
        boolean crlf,
        boolean bom,
        boolean isLinewise,
        boolean flexible,
        boolean lazyQuotes,
        boolean trimLeadingSpace,
        Quoting quoting,
        int quote,
        boolean doubleQuote,
        int escape,
        Trim trim,
        GoTexts texts,
        Map<String, GoTexts> columns)
        implements DialectOptions {
    /** Of a side that declares none. */
    static final CsvOptions PLAIN = new CsvOptions(
            true,
            ",",
            "",
            "",
            false,
            false,
            false,
            false,
            false,
            false,
            Quoting.NECESSARY,
            '"',
            true,
            -1,
            Trim.NONE,
            GoTexts.PLAIN,
            Map.of());

    CsvOptions {
        columns = Map.copyOf(columns);
    }

    /** Rust's QuoteStyle. */
    enum Quoting {
        NECESSARY,
        ALWAYS,
        NON_NUMERIC,
        NEVER
    }

    /** Rust's Trim. */
    enum Trim {
        NONE,
        HEADERS,
        FIELDS,
        ALL;

        boolean ofHeaders() {
            return this == HEADERS || this == ALL;
        }

        boolean ofCells() {
            return this == FIELDS || this == ALL;
        }
    }

    static CsvOptions of(DialectOptions options) {
        return options instanceof CsvOptions csv ? csv : PLAIN;
    }

    byte[] delimiterBytes() {
        return delimiter.getBytes(StandardCharsets.UTF_8);
    }

    byte[] commentBytes() {
        return comment.getBytes(StandardCharsets.UTF_8);
    }

    byte[] nullBytes() {
        return nullText.getBytes(StandardCharsets.UTF_8);
    }

    GoTexts textsOf(String column) {
        return columns.getOrDefault(column, texts);
    }

    /** The same text for the same options, wherever it is made. */
    @Override
    public String toString() {
        return "csv header=" + header + " delimiter=" + delimiter + " comment=" + comment + " null=" + nullText
                + " crlf="
                + crlf + " bom=" + bom + " linewise=" + isLinewise + " flexible=" + flexible + " lazy_quotes="
                + lazyQuotes
                + " trim_leading_space=" + trimLeadingSpace + " quoting=" + quoting + " quote=" + quote
                + " double_quote=" + doubleQuote + " escape=" + escape + " trim=" + trim + " " + texts + " "
                + new TreeMap<>(columns);
    }
}
