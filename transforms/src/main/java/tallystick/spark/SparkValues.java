package tallystick.spark;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Values as Spark holds them inside. */
final class SparkValues {
    private SparkValues() {}

    /** Whether two values of that type are the same, floats by their bits and maps in their order. */
    static boolean same(@Nullable Object a, @Nullable Object b, DataType type) {
        if (a == null || b == null) {
            return a == b;
        }
        if (type instanceof ArrayType array) {
            return sameArray((ArrayData) a, (ArrayData) b, array.elementType());
        } else if (type instanceof MapType map) {
            MapData left = (MapData) a;
            MapData right = (MapData) b;
            return sameArray(left.keyArray(), right.keyArray(), map.keyType())
                    && sameArray(left.valueArray(), right.valueArray(), map.valueType());
        } else if (type instanceof StructType struct) {
            InternalRow left = (InternalRow) a;
            InternalRow right = (InternalRow) b;
            for (int i = 0; i < struct.size(); i++) {
                DataType part = struct.fields()[i].dataType();
                if (!same(
                        left.isNullAt(i) ? null : left.get(i, part),
                        right.isNullAt(i) ? null : right.get(i, part),
                        part)) {
                    return false;
                }
            }
            return true;
        } else if (a instanceof byte[] left && b instanceof byte[] right) {
            return Arrays.equals(left, right);
        } else if (a instanceof Double left && b instanceof Double right) {
            return Double.doubleToLongBits(left) == Double.doubleToLongBits(right);
        } else if (a instanceof Float left && b instanceof Float right) {
            return Float.floatToIntBits(left) == Float.floatToIntBits(right);
        }
        return a.equals(b);
    }

    private static boolean sameArray(ArrayData a, ArrayData b, DataType element) {
        if (a.numElements() != b.numElements()) {
            return false;
        }
        for (int i = 0; i < a.numElements(); i++) {
            if (!same(a.isNullAt(i) ? null : a.get(i, element), b.isNullAt(i) ? null : b.get(i, element), element)) {
                return false;
            }
        }
        return true;
    }
}
