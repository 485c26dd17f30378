"""What is put right in the World Port Index, and the English names it lacks; only what is certain.

Keys are World Port Index numbers; a number that the index gives to two rows stands for the
first, and the second has a ``b`` behind it.
"""

from __future__ import annotations

__all__ = ["ALIASES", "COUNTRIES", "FIXES", "NOT_ALIASES", "REGIONS", "SAME_AS"]

# (number, column, value, why, source). Where a LOCODE is emptied, it belongs to another place.
FIXES: tuple[tuple[str, str, str, str, str], ...] = (
    ("61260", "lat", "45.41667", "Wakkanai is at the north end of Hokkaido", "searoute"),
    ("50740", "lat", "-3.0", "Kuala Kapuas is south of the equator", "searoute"),
    ("8595", "lat", "28.41667", "Port Canaveral is at 28 25 N, not 28 42 N", "memory"),
    ("8680", "locode", "", "RULED is Sankt-Peterburg in Russia", "wpi-2024"),
    ("3770", "locode", "", "GBTOB is Tobermory in Scotland", "wpi-2024"),
    ("4210", "locode", "", "BS is the Bahamas", "wpi-2024"),
    ("11782", "locode", "", "BR is Brazil", "wpi-2024"),
    ("10978", "locode", "", "CO is Colombia", "wpi-2024"),
    ("46340", "locode", "", "there is no country GC", "wpi-2024"),
    ("62118", "locode", "", "there is no country JB", "wpi-2024"),
    ("43745", "locode", "", "UAILK is Chornomorsk near Odesa, not Chornomorske", "searoute"),
    ("49454.5", "locode", "", "INKRI is Krishnapatnam", "searoute"),
    ("57818", "locode", "", "CNCWN is near Shenzhen, the position is on Hainan", "searoute"),
    ("34648", "locode", "", "GBGIS is Garlieston in Galloway", "searoute"),
    ("34648", "name", "Garston", "misprint; the position is Garston on the Mersey", "memory"),
    ("8120", "locode", "USGLO", "USGLC is Gloucester in New Jersey", "searoute"),
    ("35600", "locode", "GBPME", "misprint, two quotation marks", "memory"),
    ("61571", "name", "Okihama", "misprint, a digit 0 among the letters", "memory"),
    ("34480", "locode", "IEDUB", "the current code", "searoute"),
    ("60250", "locode", "CNDLC", "the current code", "searoute"),
    ("59970", "locode", "CNSHA", "the current code", "searoute"),
    ("59940", "locode", "CNNGB", "the current code", "searoute"),
    ("60140", "locode", "CNTAO", "the current code", "searoute"),
    ("49480", "locode", "INVTZ", "the current code", "searoute"),
    ("45010", "locode", "SYLTK", "the current code", "searoute"),
    ("48262", "locode", "AEFJR", "the code was missing", "searoute"),
)  # fmt: skip

# A second row for a port that the index has already: same place, same name or LOCODE.
SAME_AS = {"49460b": "49460", "400b": "400", "13981": "13640", "9930": "9950"}

# Alternate names of the index that are another place.
NOT_ALIASES = {
    ("28390", "Odensholm"), ("100", "Akranes"), ("100", "Grundartangi"), ("14660", "Mejillones"),
    ("9805", "Puerto Limon"), ("9810", "Puerto Moin"),
}  # fmt: skip

# Common English names, where the index has only a local or an outdated one.
ALIASES = {
    "45025": "Tripoli", "48276": "Jebel Ali", "48140": "Jeddah", "48400": "Basra",
    "48262": "Fujairah", "39470": "Genoa", "42230": "Piraeus;Pireas", "49560": "Kolkata",
    "49590": "Chattogram", "49650": "Yangon", "57580": "Ho Chi Minh City", "57680": "Haiphong",
    "57920": "Kaohsiung", "60320": "Incheon", "60190": "Tianjin;Xingang", "7640": "New York",
    "9860": "Cristobal", "9865": "Colon", "14500": "Valparaiso", "14950": "Callao",
    "28480": "Tallinn", "45280": "Benghazi", "45753": "Tanger Med;Tangier Med",
    "49850": "Penang;George Town", "48310": "Manama", "48250": "Muscat;Masqat",
    "47946": "Suakin", "47830": "Bosaso;Bossaso", "35950": "Cherbourg", "30440": "Skagen;The Skaw",
    "38630": "Palma", "37400": "Bilbao", "45910": "Praia", "49480": "Visakhapatnam;Vizag",
    "48970": "Goa;Mormugao", "54220": "Adelaide", "41010": "Rijeka", "41690": "Vlore;Vlora",
    "43130": "Heraklion", "42630": "Alexandroupolis", "45180": "Marsa Matruh",
    "45320": "Misrata", "45390": "Sfax", "48040": "Suez", "41910": "Pylos", "41950": "Gytheio",
    "45295": "Brega", "45290": "Zueitina", "48495": "Shahid Rajaee", "38810": "Marseilles",
    "34648": "Garlston", "45010": "Lattakia", "60510": "Rajin;Rason",
    "56550": "Guam", "57857": "Shenzhen", "57777": "Shenzhen",
    "50970": "Tanjung Priok", "58395": "Subic", "31765": "Newcastle;Newcastle upon Tyne;Tyne",
    "28860": "Warnemunde;Warnemuende", "28880": "Travemunde;Travemuende", "28890": "Luebeck",
    "28840": "Mukran", "38775": "Fos-sur-Mer", "28484": "Muuga", "38160": "Tenerife",
    "43560": "Constantza", "42530": "Salonica;Saloniki", "44870": "Ceyhan;BTC Terminal",
    "62695": "Dikson", "47980": "Safaga", "45335": "Zawiya",
    "46130": "Apapa", "45808": "Dakhla", "46670": "Ascension", "48277": "Das Island",
    "48266": "Zirku", "48255": "Mina al Fahal", "49555": "Haldia", "57410": "Kuantan",
    "51585": "Bintulu", "50730": "Medan", "50055": "Batam", "60215": "Jinzhou",
    "61350": "Sendai", "54520": "Perth", "56328": "Midway", "47690": "Port Reunion",
    "47340": "Mayotte", "1000": "Thule", "810": "Ilulissat", "11035": "Caucedo",
    "11260": "Ponce", "11170": "Roosevelt Roads", "11810": "Curacao", "12455": "Cayenne",
    "12180": "Jose", "9805": "Moin", "14420": "Concepcion", "63130": "McMurdo",
    "50910": "Christmas Island", "55500": "Norfolk Island", "9960": "Bermuda",
    "38130": "Madeira", "46820": "Gqeberha", "47540": "Tamatave", "38095": "Praia da Vitoria",
    "34630": "Barrow;Barrow-in-Furness", "31720": "Middlesbrough", "32830": "Loch Ewe",
    "2180": "Quebec City", "62380": "US Fleet Activities Sasebo",
}  # fmt: skip

_REGION_LISTS = {
    "Maine;ME": "7150 6940 7100 6950 6810 7120 6900",
    "New Hampshire;NH": "7180",
    "Massachusetts;MA": "8120 7280 7200 7250",
    "Rhode Island;RI": "7410 7380",
    "Connecticut;CT": "7580 7470 7500",
    "New York;NY": "7640 7680 3430",
    "New Jersey;NJ": "8130 7210 8160",
    "Pennsylvania;PA": "8150 8110",
    "Delaware;DE": "8050",
    "Maryland;MD": "8210 8225",
    "Virginia;VA": "8290 8280 8300 8240 8320 8250",
    "North Carolina;NC": "8420 8350 8480 8470",
    "South Carolina;SC": "8520 8500 8490",
    "Georgia;GA": "8530",
    "Florida;FL": "8680 8580 8570 8595",
    "Louisiana;LA": "8860",
    "Texas;TX": "9290 9240 9300",
    "Ohio;OH": "3560 3490",
    "Michigan;MI": "4400 5260 4480 3580 3620",
    "Minnesota;MN": "5480 5460",
    "California;CA": "16010 16070",
    "Oregon;OR": "16795 16820 16940 16830",
    "Washington;WA": "17050 17730 17790 17430 16950",
    "Hawaii;HI": "56280",
    "Nova Scotia;NS": "6500 6000 6340",
    "Ontario;ON": "3390 2740 3760",
    "Prince Edward Island;PE": "5740",
    "Newfoundland;NL": "1670",
    "British Columbia;BC": "18150 18670",
    "New South Wales;NSW": "53650",
    "Attica": "42180",
    "Crete": "43155",
    "Bali": "51260",
    "Borneo": "51810",
}
# State or part of the country, where it tells ports of one name apart (memory).
REGIONS = {
    number: region for region, numbers in _REGION_LISTS.items() for number in numbers.split()
}

_COUNTRIES = """
AL Albania / DZ Algeria / AS American Samoa / AO Angola / AQ Antarctica / AG Antigua and Barbuda /
AR Argentina / AW Aruba / AU Australia / BH Bahrain / BD Bangladesh / BB Barbados / BE Belgium /
BZ Belize / BJ Benin / BM Bermuda / BA Bosnia and Herzegovina / BR Brazil /
IO British Indian Ocean Territory / VG British Virgin Islands / BN Brunei / BG Bulgaria /
MM Burma=Myanmar / CV Cabo Verde / KH Cambodia / CM Cameroon / CA Canada /
BQ Caribbean Netherlands / KY Cayman Islands / CL Chile / CN China / CX Christmas Island /
CO Colombia / KM Comoros / CG Congo (Brazzaville)=Republic of the Congo /
CD Congo (Kinshasa)=DR Congo / CK Cook Islands / CR Costa Rica / CI Cote D'Ivoire=Côte d'Ivoire /
HR Croatia / CU Cuba / CW Curacao=Curaçao / CY Cyprus / DK Denmark / DJ Djibouti / DM Dominica /
DO Dominican Republic / EC Ecuador / EG Egypt / SV El Salvador / GQ Equatorial Guinea /
ER Eritrea / EE Estonia / FK Falkland Islands (Islas Malvinas)=Falkland Islands /
FO Faroe Islands / FM Federated States of Micronesia=Micronesia / FJ Fiji / FI Finland /
FR France / GF French Guiana / PF French Polynesia / GA Gabon / GE Georgia / DE Germany /
GH Ghana / GI Gibraltar / GR Greece / GL Greenland / GD Grenada / GP Guadeloupe / GU Guam /
GT Guatemala / GG Guernsey / GN Guinea / GW Guinea-Bissau / GY Guyana / HT Haiti / HN Honduras /
HK Hong Kong / IS Iceland / IN India / ID Indonesia / IR Iran / IQ Iraq / IE Ireland /
IM Isle of Man / IL Israel / IT Italy / JM Jamaica / JP Japan / JE Jersey /
UM Johnson Atoll=Johnston Atoll / JO Jordan / KE Kenya / KI Kiribati / KW Kuwait / LV Latvia /
LB Lebanon / LR Liberia / LY Libya / LT Lithuania / MO Macau / MG Madagascar / MY Malaysia /
MV Maldives / MT Malta / MH Marshall Islands / MQ Martinique / MR Mauritania / MU Mauritius /
MX Mexico / UM Midway Islands / MC Monaco / ME Montenegro / MA Morocco / MZ Mozambique /
NA Namibia / NR Nauru / NL Netherlands / NC New Caledonia / NZ New Zealand / NI Nicaragua /
NG Nigeria / NU Niue / NF Norfolk Island / KP North Korea / MP Northern Mariana Islands /
NO Norway / OM Oman / PK Pakistan / PW Palau / PA Panama / PG Papua New Guinea / PY Paraguay /
PE Peru / PH Philippines / PL Poland / PT Portugal / PR Puerto Rico / QA Qatar /
RE Reunion=Réunion / RO Romania / RU Russia /
SH Saint Helena, Ascension, and Tristan da Cunha=Saint Helena, Ascension and Tristan da Cunha /
KN Saint Kitts and Nevis / LC Saint Lucia / PM Saint Pierre and Miquelon /
VC Saint Vincent and the Grenadines (Windward Islands)=Saint Vincent and the Grenadines /
WS Samoa / ST Sao Tome and Principe=São Tomé and Príncipe / SA Saudi Arabia / SN Senegal /
SC Seychelles / SL Sierra Leone / SG Singapore / SX Sint Maarten / SI Slovenia /
SB Solomon Islands / SO Somalia / ZA South Africa / GS South Georgia and South Sandwich Islands /
KR South Korea / ES Spain / LK Sri Lanka / SD Sudan / SR Suriname / SJ Svalbard / SE Sweden /
SY Syria / TW Taiwan / TZ Tanzania / TH Thailand / BS The Bahamas=Bahamas / GM The Gambia=Gambia /
TL Timor-Leste / TG Togo / TO Tonga / TT Trinidad and Tobago / TN Tunisia / TR Turkey=Türkiye /
TC Turks and Caicos Islands / TV Tuvalu / VI U.S. Virgin Islands / UA Ukraine /
AE United Arab Emirates / GB United Kingdom / US United States / UY Uruguay / VU Vanuatu /
VE Venezuela / VN Vietnam / UM Wake Island / WF Wallis and Futuna / EH Western Sahara / YE Yemen
"""


def _countries() -> dict[str, tuple[str, str]]:
    table = {}
    for entry in _COUNTRIES.replace("\n", " ").split(" / "):
        code, names = entry.strip().split(" ", 1)
        listed, _, short = names.partition("=")
        table[listed] = (code, short or listed)
    return table


# Country as the index writes it -> (ISO 3166 alpha-2 code, English short name).
COUNTRIES = _countries()
