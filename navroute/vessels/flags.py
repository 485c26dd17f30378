"""Flag states: whatever a person writes for one becomes its ISO 3166 alpha-2 code."""

from __future__ import annotations

import functools

from navroute.errors import InvalidInputError
from navroute.names import fold, suggest

__all__ = ["adjective", "alpha2"]

# ISO 3166-1:2020 officially assigned codes, alpha-3 and alpha-2 written together
# (from Debian iso-codes 4.15).
_CODES = """
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU
AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ
BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI
CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE
DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK
FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN
IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH
KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV
MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN
MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI
NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG
SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI
SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT
TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG
VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW
"""

# The states of the straits and of the navies and large registers that pass them.
_NAMES = {
    "russia": "RU", "russian federation": "RU", "turkey": "TR", "turkiye": "TR",
    "ukraine": "UA", "romania": "RO", "bulgaria": "BG", "georgia": "GE", "syria": "SY",
    "greece": "GR", "italy": "IT", "france": "FR", "spain": "ES", "portugal": "PT",
    "uk": "GB", "united kingdom": "GB", "great britain": "GB", "ireland": "IE",
    "usa": "US", "united states": "US", "germany": "DE", "denmark": "DK", "norway": "NO",
    "sweden": "SE", "finland": "FI", "poland": "PL", "estonia": "EE", "latvia": "LV",
    "lithuania": "LT", "netherlands": "NL", "belgium": "BE", "iran": "IR", "china": "CN",
    "japan": "JP", "india": "IN", "egypt": "EG", "panama": "PA", "liberia": "LR", "malta": "MT",
    "cyprus": "CY", "marshall islands": "MH", "bahamas": "BS", "togo": "TG", "israel": "IL",
}  # fmt: skip

# What a ship under the flag is called, of the states above and other large navies.
_ADJECTIVES = {
    "RU": "Russian", "TR": "Turkish", "UA": "Ukrainian", "RO": "Romanian", "BG": "Bulgarian",
    "GE": "Georgian", "SY": "Syrian", "GR": "Greek", "IT": "Italian", "FR": "French",
    "ES": "Spanish", "PT": "Portuguese", "GB": "British", "IE": "Irish", "US": "American",
    "DE": "German", "DK": "Danish", "NO": "Norwegian", "SE": "Swedish", "FI": "Finnish",
    "PL": "Polish", "EE": "Estonian", "LV": "Latvian", "LT": "Lithuanian", "NL": "Dutch",
    "BE": "Belgian", "IR": "Iranian", "CN": "Chinese", "JP": "Japanese", "IN": "Indian",
    "EG": "Egyptian", "PA": "Panamanian", "LR": "Liberian", "MT": "Maltese", "CY": "Cypriot",
    "BS": "Bahamian", "TG": "Togolese", "IL": "Israeli", "CA": "Canadian", "AU": "Australian",
    "BR": "Brazilian", "KR": "South Korean", "DZ": "Algerian", "AE": "Emirati", "SA": "Saudi",
}  # fmt: skip


def alpha2(text: str) -> str:
    """Return the alpha-2 code of a flag state; of empty text, empty text.

    Parameters
    ----------
    text : str
        Alpha-2, alpha-3 or the common name of a state.

    Raises
    ------
    InvalidInputError
        No state is written so.

    Examples
    --------
    >>> alpha2("ru"), alpha2("TUR"), alpha2("Türkiye")
    ('RU', 'TR', 'TR')
    """
    if not text.strip():
        return ""
    code = _known().get(fold(text))
    if code is None:
        near = suggest(text, _NAMES)
        hint = "Give the ISO 3166 code of the flag state, for example RU or TR."
        if near:
            hint = f"Did you mean '{_NAMES[near[0]]}' ({near[0].title()})?"
        raise InvalidInputError(f"'{text}' is not a flag state.", hint=hint)
    return code


def adjective(code: str) -> str:
    """Return what a ship under a flag is called, empty where no word is listed.

    Examples
    --------
    >>> adjective("RU"), adjective("MH")
    ('Russian', '')
    """
    return _ADJECTIVES.get(code, "")


@functools.cache
def _known() -> dict[str, str]:
    pairs = [(code[:3], code[3:]) for code in _CODES.split()]
    codes = {short.lower(): short for _, short in pairs}
    return _NAMES | codes | {long.lower(): short for long, short in pairs}
