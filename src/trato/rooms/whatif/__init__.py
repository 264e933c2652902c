"""What would have been: a day lived again under other terms, through the same choice and the same promises."""
