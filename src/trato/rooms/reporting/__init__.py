"""Numbers: measures, each defined once, over the facts that other rooms keep; this room writes nothing."""
