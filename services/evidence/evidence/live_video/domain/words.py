"""Words that a person is asked to say: short, concrete and hard to mistake, in the recorder's languages."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "fr", "pt", "zh")
CODE_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WORDS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("river", "rivière", "rio", "河流"), ("lamp", "lampe", "lâmpada", "台灯"), ("seven", "sept", "sete", "七"),
    ("bread", "pain", "pão", "面包"), ("green", "vert", "verde", "绿色"), ("window", "fenêtre", "janela", "窗户"),
    ("horse", "cheval", "cavalo", "马"), ("sugar", "sucre", "açúcar", "糖"), ("stone", "pierre", "pedra", "石头"),
    ("paper", "papier", "papel", "纸"), ("winter", "hiver", "inverno", "冬天"), ("orange", "orange", "laranja", "橙子"),
    ("bridge", "pont", "ponte", "桥"), ("garden", "jardin", "jardim", "花园"), ("nine", "neuf", "nove", "九"),
    ("cloud", "nuage", "nuvem", "云"), ("key", "clé", "chave", "钥匙"), ("milk", "lait", "leite", "牛奶"),
    ("forest", "forêt", "floresta", "森林"), ("silver", "argent", "prata", "银色"),
    ("chair", "chaise", "cadeira", "椅子"),
    ("island", "île", "ilha", "岛"), ("train", "train", "trem", "火车"), ("yellow", "jaune", "amarelo", "黄色"),
    ("mirror", "miroir", "espelho", "镜子"), ("apple", "pomme", "maçã", "苹果"),
    ("mountain", "montagne", "montanha", "山"),
    ("four", "quatre", "quatro", "四"), ("spoon", "cuillère", "colher", "勺子"), ("music", "musique", "música", "音乐"),
    ("door", "porte", "porta", "门"), ("ocean", "océan", "oceano", "海洋"),
)  # fmt: skip


def spoken_words_in(language: str, chosen: tuple[int, ...]) -> tuple[str, ...]:
    place = LANGUAGES.index(language)
    return tuple(WORDS[number][place] for number in chosen)


def encode_case_code(number: int) -> str:
    """Four characters to show or read out, none of which looks like another."""
    return "".join(CODE_LETTERS[(number >> shift) & 31] for shift in (15, 10, 5, 0))


def decode_case_code(code: str) -> int:
    number = 0
    for letter in code:
        number = number * 32 + CODE_LETTERS.index(letter)
    return number
