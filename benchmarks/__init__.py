"""How fast and how right the package reads, measured side by side; see README.md here."""
