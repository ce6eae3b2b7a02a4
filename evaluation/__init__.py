"""How well the advisor understands, measured. Not in the wheel.

    python -m evaluation messages            the example messages, each answered without its own paraphrases
    python -m evaluation questions FILE      labelled questions of real people, a JSON object a line
    python -m evaluation rules FILE          what each red flag rule gives and costs on such questions
    python -m evaluation thresholds FILE     alarms and false alarms at each threshold of the nearest messages

A question has `id`, `text`, and the labels of two readers, `triage` and `second`: a level, or null where nobody
reports a complaint. With `--situations FILE` (a JSON object: situation -> id of a question) the messages that retell
the situation of a question are left out while it is answered. Every share comes with a 95 % Wilson interval: a
difference smaller than that is none. One reader alone decides what is right for a message, two for a question.
"""
