"""The names of the companies whose symbols the paper prints. A symbol that is not among them has none.

Facts of the exchange's list of companies, in the short form in which the paper writes them.
"""

from types import MappingProxyType
from typing import Final

NAMES: Final = MappingProxyType(
    {
        "AGL": "Agritech",
        "AIRLINK": "Air Link Communication",
        "ANL": "Azgard Nine",
        "ASC": "Al Shaheer Corporation",
        "ASL": "Aisha Steel Mills",
        "AVN": "Avanceon",
        "BAFL": "Bank Alfalah",
        "BIPL": "BankIslami Pakistan",
        "BML": "Bank Makramah",
        "BOP": "Bank of Punjab",
        "BR100": "Business Recorder 100 index",
        "BR30": "Business Recorder 30 index",
        "BYCO": "Byco Petroleum",
        "CNERGY": "Cnergyico PK",
        "CPHL": "Citi Pharma",
        "DCL": "Dewan Cement",
        "DFML": "Dewan Farooque Motors",
        "DGKC": "D.G. Khan Cement",
        "EPCL": "Engro Polymer & Chemicals",
        "FABL": "Faysal Bank",
        "FCCL": "Fauji Cement",
        "FFBL": "Fauji Fertilizer Bin Qasim",
        "FFC": "Fauji Fertilizer",
        "FFL": "Fauji Foods",
        "FLYNG": "Flying Cement",
        "GCIL": "Ghani Chemical Industries",
        "GGL": "Ghani Global Holdings",
        "HASCOL": "Hascol Petroleum",
        "HBL": "Habib Bank",
        "HUBC": "Hub Power",
        "HUMNL": "Hum Network",
        "JSCL": "Jahangir Siddiqui & Co",
        "KAPCO": "Kot Addu Power",
        "KEL": "K-Electric",
        "KOSM": "Kohinoor Spinning Mills",
        "KSE100": "KSE 100 index",
        "KSE30": "KSE 30 index",
        "LOTCHEM": "Lotte Chemical Pakistan",
        "LUCK": "Lucky Cement",
        "MLCF": "Maple Leaf Cement",
        "NBP": "National Bank of Pakistan",
        "OGDC": "Oil & Gas Development",
        "PACE": "Pace (Pakistan)",
        "PAEL": "Pak Elektron",
        "PIAA": "Pakistan International Airlines",
        "PIAHCLA": "PIA Holding Company",
        "PIBTL": "Pakistan International Bulk Terminal",
        "PIOC": "Pioneer Cement",
        "POWER": "Power Cement",
        "PPL": "Pakistan Petroleum",
        "PREMA": "At-Tahur",
        "PRL": "Pakistan Refinery",
        "PSO": "Pakistan State Oil",
        "PTC": "Pakistan Telecommunication",
        "SEARL": "Searle Company",
        "SILK": "Silkbank",
        "SNGP": "Sui Northern Gas Pipelines",
        "SSGC": "Sui Southern Gas",
        "SYM": "Symmetry Group",
        "TELE": "Telecard",
        "TOMCL": "The Organic Meat Company",
        "TPLP": "TPL Properties",
        "TREET": "Treet Corporation",
        "TRG": "TRG Pakistan",
        "UNITY": "Unity Foods",
        "WAVESAPP": "Waves Home Appliances",
        "WTL": "WorldCall Telecom",
        "YOUW": "Yousaf Weaving Mills",
    }
)


def name_of(symbol: str) -> str:
    """Return the name of the symbol's company; empty where it is not known."""
    return NAMES.get(symbol, "")
