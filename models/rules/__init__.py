"""Pure rules: values in, values out. Imports the standard library and dateutil only; reads no clock, no file, no database."""
