"""What is kept between runs: parsed documents and reports."""
