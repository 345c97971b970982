"""Problems of this room: a folder that already holds something else."""

from __future__ import annotations

from qingshan.kernel.problems import declare

OTHER_CITY = declare(
    "DEM001",
    ("此处已有的内容不是本版本的演示城市", "what is here already is not the synthetic city of this version"),
    ("空位置，或本版本先前生成的演示城市", "nothing, or the city this version made before"),
    (
        "换一个文件夹，或移走其中内容后重新运行 qingshan demo",
        "choose another folder, or move it away and run qingshan demo again",
    ),
)
