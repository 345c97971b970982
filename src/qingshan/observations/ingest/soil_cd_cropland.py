"""Points of cropland with the total of cadmium, as a published data set gives them; a point is named by where it is."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.soil import soil_register

IMPORTER = Importer(
    key="soil-cd-cropland",
    label=Text("农田土壤镉数据集（论文数据）", "cadmium of cropland soil (data of a paper)"),
    kind="soil",
    clock=Text("不适用", "not applicable"),
    columns=("X", "Y", "land_use", "pH", "SoilCdtot"),
    official=False,
    registers={
        "soil_points": soil_register(
            {
                "point": "if(trim(X) = '' OR trim(Y) = '', '', 'E' || trim(X) || ' N' || trim(Y))",
                "longitude": "X",
                "latitude": "Y",
                "datum": "'unknown'",
            },
            "land_use",
            "pH",
            {"cd": "SoilCdtot"},
        )
    },
    ignored=Text(
        "只取土壤全镉；坐标基准未注明；稻米镉、有效镉、有机碳等列未导入",
        "only total cadmium of the soil is taken; the datum is not named; rice cadmium and other columns are left out",
    ),
)
