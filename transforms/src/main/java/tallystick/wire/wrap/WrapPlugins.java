package tallystick.wire.wrap;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** The plug-ins on the class path. */
public final class WrapPlugins {
    private WrapPlugins() {}

    /**
     * The plug-in of that name, or whose class is called so.
     *
     * @throws ServiceConfigurationError if a jar lists one that cannot be made
     */
    public static Optional<WrapPlugin> named(String name) {
        for (WrapPlugin plugin : ServiceLoader.load(WrapPlugin.class)) {
            if (plugin.name().equals(name) || plugin.getClass().getName().equals(name)) {
                return Optional.of(plugin);
            }
        }
        return Optional.empty();
    }

    /** The names of all, sorted. */
    public static TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        ServiceLoader.load(WrapPlugin.class).forEach(plugin -> names.add(plugin.name()));
        return names;
    }
}
