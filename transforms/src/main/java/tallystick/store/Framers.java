package tallystick.store;

import java.io.Serializable;
import tallystick.wire.Framer;

/** Makes the framer of a dialect for each file, where tasks run. */
@FunctionalInterface
public interface Framers extends Serializable {
    /** Of sides whose records are laid out so that no dialect has to find them. */
    Framers NONE = () -> {
        throw new IllegalStateException("this side's records are not found by its dialect");
    };

    Framer make();
}
