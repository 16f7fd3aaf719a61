/** Where bytes and tables are: listings and units of a side, records in files, Delta tables. */
@org.jspecify.annotations.NullMarked
package tallystick.store;
