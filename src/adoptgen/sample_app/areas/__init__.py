"""One module per area of the menu: what it shows and what people do there."""
