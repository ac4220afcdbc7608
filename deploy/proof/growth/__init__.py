"""Each table that grows, alone, with millions of rows: what a write, a read and its worker then cost."""
