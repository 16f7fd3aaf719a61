package tallystick.wire.item;

import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.wire.Carriage;

/** How a library writes single values other than plain bools, floats, texts and bytes. */
public interface LibraryTypes {
    /** A reader of the type. */
    ValueReader reader(Binding.Leaf leaf, BoundRecord record);

    /** A writer of the type. */
    ValueWriter writer(Binding.Leaf leaf, BoundRecord record);

    /** How the type carries it; null when as all libraries do. */
    @org.jspecify.annotations.Nullable
    Carriage carriage(Binding.Leaf leaf, BoundRecord record);
}
