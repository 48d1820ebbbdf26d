"""What each part of a commission sees, written down as it is read aloud."""
