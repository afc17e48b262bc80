from sources.public.maps.drawing import Placed, atlas, small


def place(name: str, latitude: float, longitude: float, count: int) -> Placed:
    return Placed(name, f"/place/{name}/", latitude, longitude, count, f"{latitude}, {longitude}")


TOWN = [place("Quay", 43.30, 34.10, 9), place("Gate", 43.31, 34.11, 4), place("Mole", 43.305, 34.12, 3)]
FAR = place("Capital", 51.5, -0.1, 1)


def test_no_place_draws_no_map():
    assert atlas([], is_fiction=False, of="Lamps") is None


def test_most_of_it_in_one_town_is_drawn_by_itself_and_framed_on_the_other():
    found = atlas([*TOWN, FAR], is_fiction=False, of="Lamps")

    near, wide = found.maps
    assert [dot.name for dot in near.dots] == ["Quay", "Gate", "Mole"]
    assert [dot.name for dot in wide.dots] == ["Quay", "Gate", "Mole", "Capital"]
    quay = wide.dots[0]
    assert wide.frame.x <= quay.x <= wide.frame.x + wide.frame.width
    assert near.frame is None


def test_places_of_one_region_are_one_map():
    assert len(atlas(TOWN, is_fiction=False, of="Lamps").maps) == 1


def test_invented_places_have_no_coast():
    [*_, wide] = atlas([*TOWN, FAR], is_fiction=True, of="Lamps").maps

    assert wide.outlines.land == ""
    assert atlas([*TOWN, FAR], is_fiction=False, of="Lamps").maps[-1].outlines.land != ""


def test_names_hide_neither_each_other_nor_a_dot():
    crowd = [place(f"Place {n}", 43 + n % 5 / 10, 34 + n // 5 / 10, 30 - n) for n in range(25)]

    [one] = atlas(crowd, is_fiction=True, of="Lamps").maps

    boxes = []
    for dot in one.dots:
        if dot.anchor:
            width = len(dot.name) * 9.4
            left = {"start": dot.label_x, "end": dot.label_x - width, "middle": dot.label_x - width / 2}
            boxes.append((left[dot.anchor], dot.label_y - 16, left[dot.anchor] + width, dot.label_y + 4))
    assert len(boxes) > 10
    assert not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for n, a in enumerate(boxes)
        for b in boxes[:n]
    )


def test_a_place_alone_has_the_country_round_it():
    one = small([FAR], is_fiction=False)

    assert [dot.name for dot in one.dots] == ["Capital"]
    assert one.window.north - one.window.south == 8.0


def test_the_drawing_says_in_words_what_it_shows():
    [one] = atlas(TOWN, is_fiction=True, of="Lamps").maps

    assert one.summary == "Most passages, 9, name Quay, at 43.3, 34.1. Then come Gate and Mole."
