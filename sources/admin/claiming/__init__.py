"""Questions and their answers at the desk: asked, found in passages, decided."""
