"""Where CPython keeps what a reader from outside wants to know: found by `calibrate`, never written down."""

from typing import NamedTuple


class Layout(NamedTuple):
    """Offsets in bytes, within the thing that the first word of the name says."""

    # Which mapped file is the interpreter: device and inode as /proc/PID/maps has them.
    file: str
    # From the beginning of that file in memory.
    base_runtime: int
    base_type_type: int
    base_code_type: int
    base_text_type: int
    base_true: int
    runtime_interpreter: int
    interpreter_thread: int
    thread_next: int
    thread_number: int
    # To the frame, or to a word that leads to it: then `thread_through` is the frame's place there, else -1.
    thread_frame: int
    thread_through: int
    frame_code: int
    frame_previous: int
    frame_instruction: int
    frame_locals: int
    object_type: int
    code_size: int
    code_filename: int
    code_name: int
    code_qualname: int
    code_table: int
    code_first_line: int
    code_flags: int
    code_names: int
    # Of bytes and tuples.
    many_count: int
    bytes_data: int
    tuple_items: int
    float_value: int
    text_length: int
    text_state: int
    # Bits of the state that say how a text is stored; then (bits, where it begins, bytes a character).
    text_mask: int
    text_kinds: tuple[tuple[int, int, int], ...]
    # Attributes of Thread objects; all -1 when they are kept in a way not known: names are then not told.
    type_keys: int
    thread_values: int
    values_first: int
    values_direct: int
