// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Burnable} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Burnable.sol";

/// @title Status of one loyalty programme: levels and badges, each token unique
/// @notice The owner, which is the platform, creates them; holders move and burn their own.
contract Status is ERC721, ERC721Burnable, Ownable {
    string private _base;

    /// @param base_ where descriptions are found; the token's id is put at its end
    constructor(
        string memory name_,
        string memory symbol_,
        string memory base_,
        address owner_
    ) ERC721(name_, symbol_) Ownable(owner_) {
        _base = base_;
    }

    /// @notice Creates one token.
    /// @param to who receives it; a contract must accept ERC-721 tokens
    /// @param tokenId must not exist
    function mint(address to, uint256 tokenId) external onlyOwner {
        _safeMint(to, tokenId);
    }

    function _baseURI() internal view override returns (string memory) {
        return _base;
    }
}
