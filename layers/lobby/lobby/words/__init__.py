"""What Lobby says, in each of its languages: sentences for people, made from codes and values."""
