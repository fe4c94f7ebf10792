"""Documents that guests keep. What they are drawn with is imported when one is asked for."""
