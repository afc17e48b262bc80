from sources.values.counted import count


def test_count_agrees_with_its_noun():
    said = [count(0, "article"), count(1, "article"), count(1200, "article"), count(2, "copy", "copies")]

    assert said == ["0 articles", "1 article", "1,200 articles", "2 copies"]
