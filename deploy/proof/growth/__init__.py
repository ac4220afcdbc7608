"""Growth of each table, alone, to millions of rows: what a write, a read and its worker then cost."""
