package tallystick.shape;

import java.io.Serializable;

/** What a side declares of how its program uses the library of its dialect. A dialect that has options has a type of its own. */
public interface DialectOptions extends Serializable {
    /** Of dialects that have none. */
    DialectOptions NONE = new None();

    /** Whether, in a dialect whose records may hold line feeds, this program's do not: each stands on a line. */
    default boolean isLinewise() {
        return false;
    }

    /** No options. */
    record None() implements DialectOptions {}
}
