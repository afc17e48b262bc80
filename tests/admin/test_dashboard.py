from sources.admin.dashboard import Task


def test_one_task_is_said_in_the_singular():
    said = [Task(number, "documents known only by their hash", "").words for number in (1, 2)]

    assert said == ["document known only by its hash", "documents known only by their hash"]
