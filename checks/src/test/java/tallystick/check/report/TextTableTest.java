package tallystick.check.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextTableTest {
    @Test
    void columnsAreAligned() {
        String text = new TextTable()
                .text("name")
                .number("rows")
                .text("note", 6)
                .row("a", "1", "")
                .row("longer", "1,234", "0123456789")
                .render(" ");
        assertThat(text)
                .isEqualTo(
                        """
                         name     rows  note
                         ------  -----  ------
                         a           1
                         longer  1,234  01234…
                        """);
    }

    @Test
    void dataCannotMoveTheCursor() {
        assertThat(TextTable.printable("a\u001b[2Jb\n\u202ec")).isEqualTo("a\\u001b[2Jb\\u000a\\u202ec");
    }

    @Test
    void marksThatCombineTakeNoColumn() {
        assertThat(TextTable.width("e\u0301\u200d→")).isEqualTo(2);
    }

    @Test
    void aRowHasAsManyCellsAsThereAreColumns() {
        assertThatThrownBy(() -> new TextTable().text("a").row("1", "2")).hasMessage("2 cells for 1 columns");
    }
}
